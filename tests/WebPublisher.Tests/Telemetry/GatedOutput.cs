using System.Collections.Concurrent;
using System.Text;

namespace WebPublisher.Tests.Telemetry;

/// <summary>An output that can be made to block or to fail, and keeps each write.</summary>
internal sealed class GatedOutput : Stream
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly BlockingCollection<string> _writes = [];
    private readonly ManualResetEventSlim _open = new(initialState: true);
    private readonly ManualResetEventSlim _entered = new();

    public bool IsBroken { get; set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The next write, once it comes.</summary>
    public string Next()
    {
        Assert.True(_writes.TryTake(out var write, s_patience), "Nothing was written.");
        return write;
    }

    /// <summary>All that was written and not yet taken.</summary>
    public string Rest() => string.Concat(_writes.ToArray());

    public void Block()
    {
        _entered.Reset();
        _open.Reset();
    }

    /// <summary>Waits until a writer stands at the closed gate.</summary>
    public void AwaitBlockedWriter() => Assert.True(_entered.Wait(s_patience), "Nobody wrote.");

    public void Unblock() => _open.Set();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _entered.Set();
        _open.Wait(s_patience);
        if (IsBroken)
        {
            _writes.Add("failed");
            throw new IOException("No space left on device");
        }

        _writes.Add(Encoding.UTF8.GetString(buffer));
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _writes.Dispose();
        _open.Dispose();
        _entered.Dispose();
        base.Dispose(disposing);
    }
}
