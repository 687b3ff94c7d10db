using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WebPublisher.Administration.Live;

/// <summary>Writes server-sent events (HTML Living Standard, section 9.2). JSON on one line and words of ours hold no line break, so that an event is always two lines.</summary>
/// <param name="output">Where to.</param>
internal sealed class EventWriter(PipeWriter output)
{
    private readonly ArrayBufferWriter<byte> _written = new();

    /// <summary>Sends what was written, and waits until there is room for it.</summary>
    public async Task SendAsync(CancellationToken cancellation)
    {
        if (_written.WrittenCount > 0)
        {
            await output.WriteAsync(_written.WrittenMemory, cancellation);
            _written.ResetWrittenCount();
        }
    }

    /// <summary>Writes an event with an object.</summary>
    public void Write<T>(string name, T data, JsonTypeInfo<T> type)
    {
        Begin(name);
        _written.Write(JsonSerializer.SerializeToUtf8Bytes(data, type));
        End();
    }

    /// <summary>Writes an event with a word or a number.</summary>
    public void Write(string name, string data)
    {
        Begin(name);
        Encoding.UTF8.GetBytes(data, _written);
        End();
    }

    /// <summary>Writes a line that no reader sees, so that whoever is between keeps the connection.</summary>
    public void Comment() => _written.Write(":\n\n"u8);

    private void Begin(string name) => Encoding.UTF8.GetBytes($"event: {name}\ndata: ", _written);

    private void End() => _written.Write("\n\n"u8);
}
