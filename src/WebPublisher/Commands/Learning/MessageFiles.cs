namespace WebPublisher.Commands.Learning;

/// <summary>Messages in files: one a file, or many in an mbox; of directories all files below them. What is no message is told and passed over.</summary>
internal sealed class MessageFiles(IReadOnlyList<string> paths, TextWriter error)
{
    /// <summary>Octets of the largest message that is read.</summary>
    private const long Largest = 36L * 1024 * 1024;

    /// <summary>The messages, file by file in the order of their names.</summary>
    /// <exception cref="CommandFailure">There is no such file, or it cannot be read.</exception>
    public IEnumerable<byte[]> Read()
    {
        foreach (var file in paths.SelectMany(Files))
        {
            foreach (var message in Messages(file))
            {
                yield return message;
            }
        }
    }

    private static IEnumerable<string> Files(string path) =>
        File.Exists(path) ? [path]
        : Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true }).Order(StringComparer.Ordinal)
        : throw new CommandFailure($"there is no file or directory {path}.", ExitCode.Usage);

    private IEnumerable<byte[]> Messages(string file)
    {
        using var stream = Open(file);
        var messages = IsMailbox(stream)
            ? Mailbox.Split(stream, Largest, () => error.WriteLine($"{file}: a message beyond {Largest} bytes was passed over"))
            : Single(file, stream);
        foreach (var message in messages)
        {
            yield return message;
        }
    }

    private static bool IsMailbox(FileStream stream)
    {
        Span<byte> begin = stackalloc byte[5];
        var isMailbox = stream.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) == begin.Length && begin.SequenceEqual("From "u8);
        stream.Position = 0;
        return isMailbox;
    }

    private List<byte[]> Single(string file, FileStream stream)
    {
        if (stream.Length > Largest || stream.Length == 0)
        {
            error.WriteLine($"{file}: passed over, for it is {(stream.Length == 0 ? "empty" : $"larger than {Largest} bytes")}");
            return [];
        }

        var message = new byte[stream.Length];
        stream.ReadExactly(message);
        if (message.AsSpan(0, Math.Min(message.Length, 64 * 1024)).IndexOf((byte)':') < 0)
        {
            error.WriteLine($"{file}: passed over, for it has no header");
            return [];
        }

        return [message];
    }

    private static FileStream Open(string file)
    {
        try
        {
            return File.OpenRead(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{file} cannot be read: {e.Message}", ExitCode.Failed);
        }
    }
}
