namespace WebPublisher.Tests.Testing;

/// <summary>The working copy that the tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(string name) => Path.Combine(Root, name);

    private static string FindRoot()
    {
        for (var directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, "WebPublisher.sln")))
            {
                return directory;
            }
        }

        throw new InvalidOperationException($"WebPublisher.sln is not above {AppContext.BaseDirectory}.");
    }
}
