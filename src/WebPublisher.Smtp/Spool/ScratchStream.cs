namespace WebPublisher.Smtp.Spool;

/// <summary>Holds what is written to it, in memory while that has room, then in a file without a name. Reads and writes of the file block. Not thread-safe.</summary>
/// <exception cref="SpoolException">From writing: there is no room.</exception>
internal sealed class ScratchStream(SpoolArea area) : Stream
{
    private const int Block = 16 * 1024;

    private Stream _held = new MemoryStream();
    private int _reserved;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => _held.Length;

    public override long Position
    {
        get => _held.Position;
        set => _held.Position = value;
    }

    /// <summary>Whether a file holds the content.</summary>
    internal bool IsOnDisk => _held is FileStream;

    public override int Read(byte[] buffer, int offset, int count) => _held.Read(buffer, offset, count);

    public override int Read(Span<byte> buffer) => _held.Read(buffer);

    public override long Seek(long offset, SeekOrigin origin) => _held.Seek(offset, origin);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        MakeRoom(Position + buffer.Length);
        try
        {
            _held.Write(buffer);
        }
        catch (IOException e)
        {
            throw new SpoolException($"{Length + buffer.Length} bytes cannot be held: {e.Message}", e);
        }
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _held.Dispose();
            ReleaseMemory();
        }

        base.Dispose(disposing);
    }

    private void MakeRoom(long length)
    {
        while (_held is MemoryStream && length > _reserved)
        {
            if (length > area.Options.MemoryPerMessage || !area.TryReserve(Block))
            {
                MoveToFile();
                return;
            }

            _reserved += Block;
        }
    }

    private void MoveToFile()
    {
        var file = area.CreateFile();
        try
        {
            var at = Position;
            _held.Position = 0;
            _held.CopyTo(file);
            file.Position = at;
        }
        catch (IOException e)
        {
            file.Dispose();
            throw new SpoolException($"{Length} bytes cannot be held: {e.Message}", e);
        }

        _held = file;
        ReleaseMemory();
    }

    private void ReleaseMemory()
    {
        area.Release(_reserved);
        _reserved = 0;
    }
}
