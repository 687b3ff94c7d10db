using System.Buffers;
using System.Text;
using WebPublisher.Policy.Filtering;

namespace WebPublisher.Web.Filtering;

/// <summary>Looks for signatures in the value of a header field: as it was sent, and with its percent-escapes decoded where it has any, as many cookies do.</summary>
internal static class FieldText
{
    private const int StackLimit = 512;

    /// <summary>The first signature found, or null.</summary>
    /// <param name="signatures">What is looked for.</param>
    /// <param name="value">The value; its characters are bytes.</param>
    public static Signature? Find(SignatureSet signatures, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        var rented = value.Length > StackLimit ? ArrayPool<byte>.Shared.Rent(value.Length) : null;
        var buffer = rented ?? stackalloc byte[StackLimit];
        try
        {
            var bytes = buffer[..Encoding.Latin1.GetBytes(value, buffer)];
            return signatures.Find(bytes) ?? (PercentDecoding.Changes(bytes) ? signatures.Find(bytes[..PercentDecoding.Decode(bytes, bytes)]) : null);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented, clearArray: true);
            }
        }
    }
}
