using System.Text;

namespace Hmm.Tool.Reports;

/// <summary>Text that calls itself UTF-8, as XML wants to know.</summary>
internal sealed class Utf8Writer() : StringWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    /// <inheritdoc/>
    public override Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
}
