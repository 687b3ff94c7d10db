using System.Collections;
using System.Text;

namespace WebPublisher.Web.Records;

/// <summary>
/// The state of a log event that writes its own text: a logger that knows this type asks for <see cref="Text"/> and needs neither a string nor a box for a value; every
/// other logger finds the named values it expects. Valid during the call of <c>ILogger.Log</c> only.
/// </summary>
public abstract class LogMessage : IReadOnlyList<KeyValuePair<string, object?>>
{
    private const int UsualLength = 2 * 1024;
    private const int LongestKept = 64 * 1024;

    [ThreadStatic]
    private static byte[]? t_buffer;

    /// <summary>How many values there are.</summary>
    public abstract int Count { get; }

    /// <summary>A value by its place, with the name it has in the message's template.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public abstract KeyValuePair<string, object?> this[int index] { get; }

    /// <summary>The text as UTF-8, in a buffer of the thread that is overwritten by the thread's next message.</summary>
    public ReadOnlySpan<byte> Text()
    {
        var buffer = t_buffer ??= new byte[UsualLength];
        int length;
        while (!TryWrite(buffer, out length))
        {
            buffer = new byte[2 * buffer.Length];
            t_buffer = buffer.Length <= LongestKept ? buffer : t_buffer;
        }

        return buffer.AsSpan(0, length);
    }

    /// <inheritdoc/>
    public sealed override string ToString() => Encoding.UTF8.GetString(Text());

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Writes the text, which must be of bounded length, as UTF-8.</summary>
    /// <returns>False when <paramref name="destination"/> is too short for all of it.</returns>
    public abstract bool TryWrite(Span<byte> destination, out int written);
}
