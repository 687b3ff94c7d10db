namespace WebPublisher.Smtp.Spool;

/// <summary>The memory and the directory that all spools share.</summary>
public sealed class SpoolArea
{
    private const string Suffix = ".spool";

    private long _memory;

    /// <summary>Prepares the directory, and deletes what a machine that lost power may have left in it.</summary>
    /// <exception cref="SpoolException">The directory cannot be made or read.</exception>
    public SpoolArea(SpoolOptions options)
    {
        Options = options;
        try
        {
            Directory.CreateDirectory(options.Directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

            // A file has its name for an instant only. Whoever shares the directory has it open by then and does not miss the name.
            foreach (var left in Directory.EnumerateFiles(options.Directory, $"*{Suffix}"))
            {
                File.Delete(left);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SpoolException($"'{options.Directory}' cannot hold messages: {e.Message}", e);
        }
    }

    /// <summary>The limits.</summary>
    public SpoolOptions Options { get; }

    /// <summary>Bytes of memory that spools hold now.</summary>
    public long MemoryInUse => Interlocked.Read(ref _memory);

    /// <summary>An empty spool, for one message. Dispose of it in every case.</summary>
    public ContentSpool Open() => new(this);

    /// <summary>An empty stream for something that has to be read with seeking while a message is judged: in memory up to a bound, then in a file. Dispose of it in every case.</summary>
    public Stream OpenScratch() => new ScratchStream(this);

    /// <summary>Takes bytes from the common allowance, unless it has not so many left.</summary>
    internal bool TryReserve(int bytes)
    {
        if (Interlocked.Add(ref _memory, bytes) <= Options.TotalMemory)
        {
            return true;
        }

        Release(bytes);
        return false;
    }

    /// <summary>Gives bytes back.</summary>
    internal void Release(long bytes) => Interlocked.Add(ref _memory, -bytes);

    /// <summary>
    /// A file without a name: nothing but the open handle leads to it, so that the kernel deletes it when the process ends in whatever way.
    /// </summary>
    /// <exception cref="SpoolException">It cannot be made.</exception>
    internal FileStream CreateFile()
    {
        var path = Path.Combine(Options.Directory, $"{Guid.NewGuid():N}{Suffix}");
        try
        {
            var file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.Delete,
                BufferSize = 0,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            File.Delete(path);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SpoolException($"no temporary file in '{Options.Directory}': {e.Message}", e);
        }
    }
}
