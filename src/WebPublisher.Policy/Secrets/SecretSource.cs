using System.Text;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Files;

namespace WebPublisher.Policy.Secrets;

/// <summary>Where a secret comes from: a file or an environment variable, never the policy itself.</summary>
public sealed class SecretSource
{
    /// <summary>The most bytes a secret may have, in UTF-8.</summary>
    public const int MaxLength = 8 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private SecretSource(SourceLocation location, string? filePath, string? variable)
    {
        Location = location;
        FilePath = filePath;
        Variable = variable;
    }

    /// <summary>Where the policy names it; errors are reported there.</summary>
    public SourceLocation Location { get; }

    /// <summary>Absolute path of the file, to be watched for changes; null when it is an environment variable.</summary>
    public string? FilePath { get; }

    /// <summary>Name of the environment variable; null when it is a file.</summary>
    public string? Variable { get; }

    /// <summary>A secret that is the content of a file, one trailing line break removed.</summary>
    /// <param name="location">Where the policy names the file.</param>
    /// <param name="path">Absolute path. It must be readable by nobody but its owner, or by one group of this process.</param>
    public static SecretSource FromFile(SourceLocation location, string path) => new(location, path, null);

    /// <summary>A secret that is the value of an environment variable, one trailing line break removed.</summary>
    /// <param name="location">Where the policy names the variable.</param>
    /// <param name="variable">Its name.</param>
    public static SecretSource FromEnvironment(SourceLocation location, string variable) => new(location, null, variable);

    /// <summary>Reads the secret now. Reports an error, which never contains the value, and returns null when there is none to be had.</summary>
    public Secret? Read(DiagnosticList diagnostics)
    {
        var (value, problem) = FilePath is null ? ReadVariable(Variable!) : ReadFile(FilePath);
        if (value is null)
        {
            diagnostics.Error(Location, $"secret: {problem}");
            return null;
        }

        value = value.EndsWith("\r\n", StringComparison.Ordinal) ? value[..^2] : value.EndsWith('\n') ? value[..^1] : value;
        if (value.Length == 0)
        {
            diagnostics.Error(Location, $"secret: {this} is empty");
            return null;
        }

        return new Secret(value);
    }

    /// <summary>The place, never the value.</summary>
    public override string ToString() => FilePath ?? $"environment variable {Variable}";

    private static (string? Value, string? Problem) ReadVariable(string variable)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        if (value is null)
        {
            return (null, $"environment variable {variable} is not set");
        }

        return Encoding.UTF8.GetByteCount(value) > MaxLength
            ? (null, $"environment variable {variable} is longer than {MaxLength} bytes")
            : (value, null);
    }

    private static (string? Value, string? Problem) ReadFile(string path)
    {
        if (!BoundedFile.TryReadPrivate(path, MaxLength, out var content, out var problem))
        {
            return (null, problem);
        }

        try
        {
            return (StrictUtf8.GetString(content), null);
        }
        catch (DecoderFallbackException)
        {
            // Its message quotes bytes of the secret.
            return (null, $"{path} is not UTF-8 text");
        }
    }
}
