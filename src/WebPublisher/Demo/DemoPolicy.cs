using System.Globalization;
using System.Text.RegularExpressions;

namespace WebPublisher.Demo;

/// <summary>
/// The demo's policy: the shipped one, rules/demo, written into the demo's directory with the ports that are really in use. From there on it is a policy like any
/// other, read, checked and reloaded by the same code.
/// </summary>
public static partial class DemoPolicy
{
    private const string ShippedDirectory = "../../certs/demo/";

    /// <summary>Path of the policy file.</summary>
    /// <param name="directory">The demo's directory.</param>
    public static string PathIn(string directory) => Path.Combine(directory, "webpublisher.yaml");

    /// <summary>Writes the policy and its tests, replacing those of an earlier start.</summary>
    /// <param name="directory">The demo's directory, which also holds the certificates.</param>
    /// <param name="ports">The ports in use.</param>
    /// <returns>Path of the policy file.</returns>
    public static string Write(string directory, DemoPorts ports)
    {
        var tests = Path.Combine(directory, "tests");
        Directory.CreateDirectory(tests);
        File.WriteAllText(Path.Combine(tests, "demo.yaml"), Shipped("tests/demo.yaml"));
        var path = PathIn(directory);
        File.WriteAllText(path, Adapt(Shipped("webpublisher.yaml"), ports));
        return path;
    }

    /// <summary>Replaces the shipped ports by others, and paths to the demo's directory by ones relative to it.</summary>
    public static string Adapt(string shipped, DemoPorts ports)
    {
        var inUse = new Dictionary<int, int>
        {
            [DemoPorts.Shipped.Https] = ports.Https,
            [DemoPorts.Shipped.Http] = ports.Http,
            [DemoPorts.Shipped.Operations] = ports.Operations,
            [DemoPorts.Shipped.FrontEnd] = ports.FrontEnd,
            [DemoPorts.Shipped.Smtp] = ports.Smtp,
            [DemoPorts.Shipped.MailServer] = ports.MailServer,
        };

        // All at once: a port that is replaced may equal another one that is still to be replaced.
        return LocalAuthority().Replace(shipped.Replace(ShippedDirectory, "", StringComparison.Ordinal), found =>
        {
            var port = int.Parse(found.Groups["port"].ValueSpan, CultureInfo.InvariantCulture);
            return $"{found.Groups["host"].Value}:{inUse.GetValueOrDefault(port, port)}";
        });
    }

    private static string Shipped(string name)
    {
        using var resource = typeof(DemoPolicy).Assembly.GetManifestResourceStream($"demo/{name}")
            ?? throw new InvalidOperationException($"The executable was built without demo/{name}.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\b(?<host>127\.0\.0\.1|localhost):(?<port>[0-9]{1,5})\b", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex LocalAuthority();
}
