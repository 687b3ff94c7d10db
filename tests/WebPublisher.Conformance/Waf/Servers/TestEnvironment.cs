using System.Reflection;

namespace WebPublisher.Conformance.Waf.Servers;

/// <summary>The scripts and settings of <c>tests/environment</c> in this working copy.</summary>
internal static class TestEnvironment
{
    private static readonly string s_root = typeof(TestEnvironment).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>A script.</summary>
    public static string Script(string name) => Path.Combine(s_root, "tests", "environment", name);

    /// <summary>Tests of our own.</summary>
    public static string OwnTests => Path.Combine(s_root, "tests", "cases", "waf");

    /// <summary>What is expected of some tests of the Core Rule Set where the publisher answers.</summary>
    public static string Overrides => Path.Combine(s_root, "tests", "cases", "waf-overrides.yaml");

    /// <summary>A file of settings.</summary>
    public static string Configuration(string name) => Path.Combine(s_root, "tests", "environment", "config", name);
}
