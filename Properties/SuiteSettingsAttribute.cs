using System.Globalization;
using FsCheck.Xunit;

namespace Hmm.Properties;

/// <summary>What every property of the suite has in common. The environment may ask for more cases (<c>HMM_CASES</c>), or for those of a
/// run that failed (<c>HMM_REPLAY</c>, the numbers in parentheses that it printed).</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class SuiteSettingsAttribute : PropertiesAttribute
{
    /// <summary>Cases of a property where the environment does not say.</summary>
    public const int Cases = 2000;

    public SuiteSettingsAttribute()
    {
        var asked = Environment.GetEnvironmentVariable("HMM_CASES");
        MaxTest = string.IsNullOrEmpty(asked) ? Cases : int.Parse(asked, CultureInfo.InvariantCulture);
        Arbitrary = [typeof(Schedules)];
        QuietOnSuccess = true;
        if (Environment.GetEnvironmentVariable("HMM_REPLAY") is { Length: > 0 } replay)
        {
            Replay = replay;
        }
    }
}
