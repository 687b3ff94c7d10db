namespace WebPublisher.Policy.Operations.Logs;

/// <summary>Reads what is appended to a log, from file to file as it rotates. For one thread at a time.</summary>
/// <param name="directory">The log's directory; it may come into being later.</param>
/// <param name="names">How its files are called.</param>
/// <param name="from">Where to begin; null for the beginning of the first file there is.</param>
public sealed class RotatingLogTail(string directory, RotatingLogNames names, RotatingLogPosition? from)
{
    private readonly byte[] _window = new byte[BackwardLines.MaximumLine];
    private RotatingLogPosition? _position = from;

    /// <summary>The whole lines that were appended since the last call, without their line feeds; each is valid until the next is asked for.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> ReadNew()
    {
        // Nothing is appended to a file once the next one exists; one that comes while these are read waits for the next call.
        var files = RotatingLogFile.NewestFirst(directory, names);
        foreach (var file in files.Reverse().Where(file => _position is not { } at || IsNotBefore(file.Name, at.File)))
        {
            if (_position?.File != file.Name)
            {
                _position = new RotatingLogPosition(file.Name, 0);
            }

            using var stream = file.Open();
            if (stream is null)
            {
                continue;
            }

            foreach (var line in ReadNew(stream, file.Name))
            {
                yield return line;
            }
        }
    }

    private IEnumerable<ReadOnlyMemory<byte>> ReadNew(FileStream stream, RotatingLogFileName name)
    {
        var offset = _position!.Value.Offset;
        if (offset > stream.Length)
        {
            // Somebody emptied it.
            offset = 0;
        }

        while (true)
        {
            stream.Position = offset;
            var length = stream.ReadAtLeast(_window, _window.Length, throwOnEndOfStream: false);
            var whole = _window.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
            for (var begin = 0; begin < whole;)
            {
                var line = _window.AsMemory(begin, _window.AsSpan(begin).IndexOf((byte)'\n'));
                begin += line.Length + 1;
                yield return line;
            }

            var isFull = length == _window.Length;
            offset += whole > 0 || !isFull ? whole : length;
            _position = new RotatingLogPosition(name, offset);
            if (!isFull)
            {
                yield break;
            }
        }
    }

    private static bool IsNotBefore(RotatingLogFileName file, RotatingLogFileName other) => file.Day > other.Day || (file.Day == other.Day && file.Index >= other.Index);
}
