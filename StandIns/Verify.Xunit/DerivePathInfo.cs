using System.Reflection;

namespace VerifyTests;

/// <summary>Decides where the texts of an assembly's tests are kept.</summary>
/// <param name="sourceFile">The test's source file.</param>
/// <param name="projectDirectory">The project's folder, with a separator at the end.</param>
/// <param name="type">The test class.</param>
/// <param name="method">The test method.</param>
/// <returns>The place.</returns>
public delegate PathInfo DerivePathInfo(string sourceFile, string projectDirectory, Type type, MethodInfo method);
