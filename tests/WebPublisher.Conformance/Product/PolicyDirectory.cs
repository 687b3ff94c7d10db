namespace WebPublisher.Conformance.Product;

/// <summary>A temporary directory for a policy and its certificates.</summary>
internal sealed class PolicyDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("webpublisher-conformance-");

    /// <summary>The path of a file in it.</summary>
    public string PathOf(string name) => Path.Combine(_directory.FullName, name);

    /// <summary>Writes a file that only its owner may read.</summary>
    public void Write(string name, string text)
    {
        using var file = File.Open(PathOf(name), new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        using var writer = new StreamWriter(file);
        writer.Write(text);
    }

    /// <inheritdoc/>
    public void Dispose() => _directory.Delete(recursive: true);
}
