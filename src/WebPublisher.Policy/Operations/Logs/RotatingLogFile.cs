namespace WebPublisher.Policy.Operations.Logs;

/// <summary>A file of a log.</summary>
/// <param name="Name">Which one it is.</param>
/// <param name="Path">Where it is.</param>
public readonly record struct RotatingLogFile(RotatingLogFileName Name, string Path)
{
    /// <summary>The files of a log, the newest first; none when there is no such directory.</summary>
    /// <param name="directory">The log's directory.</param>
    /// <param name="names">How its files are called; files with other names are left out.</param>
    /// <exception cref="UnauthorizedAccessException">The directory cannot be read.</exception>
    public static IReadOnlyList<RotatingLogFile> NewestFirst(string directory, RotatingLogNames names)
    {
        if (!Directory.Exists(directory))
        {
            return [];
        }

        var files = new List<RotatingLogFile>();
        foreach (var path in Directory.EnumerateFiles(directory, names.SearchPattern))
        {
            if (names.TryParse(System.IO.Path.GetFileName(path.AsSpan())) is { } name)
            {
                files.Add(new RotatingLogFile(name, path));
            }
        }

        return [.. files.OrderByDescending(file => (file.Name.Day, file.Name.Index))];
    }

    /// <summary>Opens it for reading, while others write to it, move it or delete it.</summary>
    /// <returns>Null when it is gone meanwhile: logs rotate under their readers.</returns>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    public FileStream? Open()
    {
        try
        {
            return new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
