using System.Buffers;

namespace WebPublisher.Mail.Milter;

/// <summary>Takes texts off the data of a packet, each of which ends with a zero octet. Total: no input throws.</summary>
public static class MilterText
{
    /// <summary>Takes the first text; false when no zero octet ends it.</summary>
    /// <param name="data">The data; what was taken is cut off.</param>
    /// <param name="text">The text without its end.</param>
    public static bool TryTake(ref ReadOnlySequence<byte> data, out ReadOnlySequence<byte> text)
    {
        text = default;
        if (data.PositionOf((byte)0) is not { } end)
        {
            return false;
        }

        text = data.Slice(0, end);
        data = data.Slice(data.GetPosition(1, end));
        return true;
    }
}
