using System.Runtime.CompilerServices;

namespace WebPublisher.Policy.Tests;

/// <summary>
/// Policies with what the operator is told about them, byte for byte. A case is <c>Golden/NAME.yaml</c>, or a directory <c>Golden/NAME</c> whose main file is
/// <c>policy.yaml</c>; its output stands beside it with the ending <c>.expected</c>. Set UPDATE_GOLDEN=1 to write outputs anew, and read the difference.
/// </summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Cases => [.. Names()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_policy_is_answered_as_recorded(string name)
    {
        using var workshop = new PolicyWorkshop();
        var source = Path.Combine(Folder(), name);
        var main = Directory.Exists(source) ? Copy(source, workshop) : Copy(source + ".yaml", workshop, name + ".yaml");

        var result = workshop.LoadFile(main);

        var output = workshop.Text(result.Diagnostics) + (result.Policy is null ? "" : PolicyDump.Of(result.Policy, workshop.Path));
        var expected = source + ".expected";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(expected, output);
        }

        Assert.Equal(File.ReadAllText(expected), output);
    }

    [Fact]
    public void At_least_thirty_broken_policies_are_recorded() => Assert.True(Names().Count(IsBroken) >= 30);

    [Fact]
    public void At_least_twenty_broken_mail_policies_are_recorded() =>
        Assert.True(Names().Count(n => n.StartsWith("mail-", StringComparison.Ordinal) && IsBroken(n)) >= 20);

    private static bool IsBroken(string name) => !File.ReadAllText(PathOf(name + ".expected")).Contains("\nrules:\n", StringComparison.Ordinal);

    private static IEnumerable<string> Names() => Directory.EnumerateFileSystemEntries(Folder())
        .Where(e => e.EndsWith(".yaml", StringComparison.Ordinal) || Directory.Exists(e))
        .Select(e => Path.GetFileNameWithoutExtension(e))
        .Order(StringComparer.Ordinal);

    private static string Copy(string directory, PolicyWorkshop workshop)
    {
        foreach (var file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
        {
            Copy(file, workshop, Path.GetRelativePath(directory, file));
        }

        return "policy.yaml";
    }

    private static string Copy(string file, PolicyWorkshop workshop, string name)
    {
        File.WriteAllBytes(workshop.Write(name, ""), File.ReadAllBytes(file));
        return name;
    }

    /// <summary>The path of a recorded file.</summary>
    public static string PathOf(string name) => Path.Combine(Folder(), name);

    private static string Folder([CallerFilePath] string self = "") => Path.Combine(Path.GetDirectoryName(self)!, "Golden");
}
