using System.Reflection;

namespace WebPublisher.EndToEnd.Tests.Machine;

/// <summary>Places in this working copy.</summary>
internal static class Repository
{
    /// <summary>The root of the working copy.</summary>
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The executable that this build produced.</summary>
    public static string PublisherExecutable { get; } = Metadata("PublisherExecutable");

    /// <summary>A script of <c>tests/environment</c>.</summary>
    public static string EnvironmentScript(string name) => Path.Combine(Root, "tests", "environment", name);

    /// <summary>A folder below <c>artifacts/test</c>, made when missing. What is put there is kept after the run.</summary>
    public static string Artifacts(string folder) => Directory.CreateDirectory(Path.Combine(Root, "artifacts", "test", folder)).FullName;

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
