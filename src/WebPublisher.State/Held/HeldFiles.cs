namespace WebPublisher.State.Held;

/// <summary>The contents of held messages: each in a file of its own, <c>held/REFERENCE.eml</c> below the state directory, for its owner alone.</summary>
/// <param name="stateDirectory">Absolute path.</param>
public sealed class HeldFiles(string stateDirectory)
{
    private const string Suffix = ".eml";
    private const UnixFileMode ForOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Where the files are.</summary>
    public string Folder { get; } = Path.Combine(stateDirectory, "held");

    /// <summary>The references that there are files of, whether an index knows them or not.</summary>
    public IEnumerable<string> References =>
        Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, $"*{Suffix}").Select(path => Path.GetFileNameWithoutExtension(path)) : [];

    /// <summary>Whether the content of a message is here.</summary>
    public bool Exists(string reference) => File.Exists(PathOf(reference));

    /// <summary>Makes the file of a message, and lets nobody else read it until it is closed.</summary>
    /// <exception cref="IOException">It cannot be made, or is there.</exception>
    public FileStream Create(string reference) => Create(PathOf(reference), FileMode.CreateNew);

    /// <summary>Makes a file that becomes that of a message only once it is whole (<see cref="FinishAsync"/>). What an earlier attempt has left is overwritten.</summary>
    /// <exception cref="IOException">It cannot be made, or somebody else is at it.</exception>
    public FileStream CreatePart(string reference) => Create(PartOf(reference), FileMode.Create);

    /// <summary>Opens the file of a message for one alone: two who want to release it do not both do so.</summary>
    /// <exception cref="IOException">It is not there, or somebody else has it open.</exception>
    public FileStream OpenAlone(string reference) => Open(reference, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Opens the file of a message to look at. Whoever wants it alone waits.</summary>
    /// <exception cref="IOException">It is not there, or somebody has it alone.</exception>
    public FileStream OpenRead(string reference) => Open(reference, FileAccess.Read, FileShare.Read);

    /// <summary>Has a file that is written on the disk, and its name.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public async Task SyncAsync(FileStream file, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        await using (file)
        {
            // The disk's time is not the session's thread's.
            await Task.Run(() => file.Flush(flushToDisk: true), cancellation);
        }

        await Task.Run(() => DirectorySync.Flush(Folder), cancellation);
    }

    /// <summary>Makes a part that is whole the file of its message.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public async Task FinishAsync(string reference, FileStream part, CancellationToken cancellation)
    {
        await SyncAsync(part, cancellation);
        File.Move(PartOf(reference), PathOf(reference), overwrite: true);
        await Task.Run(() => DirectorySync.Flush(Folder), cancellation);
    }

    /// <summary>Deletes the file of a message, if there is one.</summary>
    /// <exception cref="IOException">It cannot be deleted.</exception>
    public void Delete(string reference)
    {
        if (Exists(reference))
        {
            File.Delete(PathOf(reference));
        }
    }

    private FileStream Create(string path, FileMode mode)
    {
        try
        {
            Directory.CreateDirectory(Folder, ForOwner | UnixFileMode.UserExecute);
            return new FileStream(path, new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None, UnixCreateMode = ForOwner, BufferSize = 0 });
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    private FileStream Open(string reference, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(PathOf(reference), FileMode.Open, access, share);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileNotFoundException($"the content of held message {reference} is not here; if another node holds it, it has not come from there yet.", e);
        }
    }

    private string PathOf(string reference) => Path.Combine(Folder, $"{reference}{Suffix}");

    private string PartOf(string reference) => Path.Combine(Folder, $"{reference}.part");
}
