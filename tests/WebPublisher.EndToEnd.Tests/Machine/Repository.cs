using System.Reflection;

namespace WebPublisher.EndToEnd.Tests.Machine;

/// <summary>Places in this working copy.</summary>
internal static class Repository
{
    /// <summary>The root of the working copy.</summary>
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The product as this build left it, to be run by the dotnet host.</summary>
    public static string PublisherAssembly { get; } = Metadata("PublisherAssembly");

    /// <summary>A script of <c>tests/environment</c>.</summary>
    public static string EnvironmentScript(string name) => Path.Combine(Root, "tests", "environment", name);

    /// <summary>A folder below <c>artifacts/test</c>, made when missing. What is put there is kept after the run.</summary>
    public static string Artifacts(string folder) => Directory.CreateDirectory(Path.Combine(Root, "artifacts", "test", folder)).FullName;

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
