namespace WebPublisher.Policy.Tests;

/// <summary>A directory of one test, gone afterwards.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("webpublisher-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file, by default as a private key has to be.</summary>
    public string Write(string name, string content, int mode = 0x180) => Write(name, System.Text.Encoding.UTF8.GetBytes(content), mode);

    public string Write(string name, byte[] content, int mode = 0x180)
    {
        var path = this[name];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)mode);
        }

        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
