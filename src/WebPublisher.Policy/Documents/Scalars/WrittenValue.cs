using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>Reads single values that are written elsewhere than in a policy, on a command line for instance, as they are written in policies.</summary>
public static class WrittenValue
{
    /// <summary>Reads a value.</summary>
    /// <typeparam name="T">A type that a key of a policy may have.</typeparam>
    /// <param name="text">What was written.</param>
    /// <param name="value">The value; undefined when there is a problem.</param>
    /// <returns>What is wrong, as the end of a sentence; or null.</returns>
    public static string? Read<T>(string text, out T value) =>
        ((ScalarType<T>)ScalarTypes.For(typeof(T))).Parse(new YamlScalar(SourceLocation.BuiltIn, text, IsPlain: true), Environment.CurrentDirectory, out value);
}
