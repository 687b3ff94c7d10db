namespace WebPublisher.Policy.Operations.Logs;

/// <summary>
/// Gathers lines and appends them to the right file. The file is opened for each batch and closed again: a few system calls a batch buy that a file that was moved,
/// deleted or on a full disk, a policy that moved the log, and a restart need no code of their own. For one thread at a time.
/// </summary>
/// <param name="format">What is written beside lines, and how files are called.</param>
/// <param name="time">The clock of headers and of ages.</param>
internal sealed class RotatingLogWriter(RotatingLogFormat format, TimeProvider time)
{
    /// <summary>Bytes that are written at once, and so the most that one line can have.</summary>
    public const int BatchSize = 64 * 1024;

    private readonly byte[] _batch = new byte[BatchSize];
    private int _length;
    private RotatingLogPolicy? _target;
    private DateOnly _day;
    private RotatingLogFileName? _current;
    private string? _headed;
    private long _missing;

    /// <summary>Lines gathered and not yet written.</summary>
    public int Pending { get; private set; }

    /// <summary>Whether a line may join those that are gathered; if not, they have to be written first.</summary>
    public bool Takes(in RotatingLogLine line) => Pending == 0
        || (line.Target == _target && DayOf(line) == _day && _length + line.Length <= Math.Min(BatchSize, line.Target.MaximumFileSize));

    /// <summary>Gathers a line that <see cref="Takes"/>.</summary>
    public void Add(in RotatingLogLine line)
    {
        var day = DayOf(line);
        if (line.Target != _target || day != _day)
        {
            (_target, _day, _current) = (line.Target, day, null);
        }

        line.Buffer.AsSpan(0, line.Length).CopyTo(_batch.AsSpan(_length));
        _length += line.Length;
        Pending++;
    }

    /// <summary>Notes that lines went missing; the file will say so before its next line.</summary>
    public void Miss(long lines) => _missing += lines;

    /// <summary>Gives up what is gathered.</summary>
    /// <returns>How many lines are lost.</returns>
    public int Discard()
    {
        var lost = Pending;
        (Pending, _length) = (0, 0);
        return lost;
    }

    /// <summary>Writes what is gathered and hands it to the operating system.</summary>
    /// <exception cref="IOException">It could not be written, in whole or in part.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public void Flush()
    {
        if (_target is not { } target || _length == 0)
        {
            return;
        }

        var directory = new RotatingLogDirectory(target, format.Names);
        directory.Create();
        var name = _current ?? directory.LastOf(_day);
        var file = Open(directory.PathOf(name));
        try
        {
            if (file.Length > 0 && file.Length + _length > target.MaximumFileSize)
            {
                file.Dispose();
                name = name with { Index = name.Index + 1 };
                file = Open(directory.PathOf(name));
            }

            Write(file, directory.PathOf(name));
        }
        finally
        {
            file.Dispose();
        }

        var isFirst = _current != name;
        _current = name;
        if (isFirst)
        {
            directory.Prune(time.GetUtcNow(), name);
        }
    }

    /// <summary>Applies the limits of age and size, for a log that nothing is written to.</summary>
    /// <exception cref="IOException">A file could not be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public void Prune(RotatingLogPolicy policy) => new RotatingLogDirectory(policy, format.Names).Prune(time.GetUtcNow(), policy == _target ? _current : null);

    // A line about a moment before midnight may arrive a moment after it: it stays in the file of its fellows.
    private DateOnly DayOf(in RotatingLogLine line) => line.Target == _target && line.Day.AddDays(1) == _day ? _day : line.Day;

    private static FileStream Open(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead,
        };
        var file = new FileStream(path, options);
        file.Seek(0, SeekOrigin.End);
        return file;
    }

    private void Write(FileStream file, string path)
    {
        var isNew = file.Length == 0;
        var isContinued = !isNew && _headed == path;
        _headed = null;
        if (!isNew && !isContinued)
        {
            // The last process, or a full disk, may have left half a line.
            file.Seek(-1, SeekOrigin.End);
            if (file.ReadByte() != '\n')
            {
                file.WriteByte((byte)'\n');
            }
        }

        var now = time.GetUtcNow();
        if (!isContinued)
        {
            file.Write(format.Header(now, isNew));
        }

        if (_missing > 0)
        {
            file.Write(format.Loss(now, _missing));
            _missing = 0;
        }

        file.Write(_batch.AsSpan(0, _length));
        _headed = path;
        (Pending, _length) = (0, 0);
    }
}
