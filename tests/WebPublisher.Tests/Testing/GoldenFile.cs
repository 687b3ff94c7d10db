namespace WebPublisher.Tests.Testing;

/// <summary>Text that was agreed on and lies beside the tests. With WEBPUBLISHER_ACCEPT set, what is new becomes what is agreed.</summary>
public static class GoldenFile
{
    public static void Compare(string path, string actual)
    {
        if (Environment.GetEnvironmentVariable("WEBPUBLISHER_ACCEPT") is { Length: > 0 })
        {
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{path} is missing; run with WEBPUBLISHER_ACCEPT=1 and read what it wrote.");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
