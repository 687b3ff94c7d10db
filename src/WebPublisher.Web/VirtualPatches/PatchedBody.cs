using System.Buffers;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace WebPublisher.Web.VirtualPatches;

/// <summary>The beginning of a request body, as virtual patches see it.</summary>
internal sealed class PatchedBody
{
    /// <summary>The most that is looked at, in bytes. What lies further back is not judged.</summary>
    public const int Longest = 64 * 1024;

    private readonly byte[] _bytes;
    private readonly string? _boundary;
    private List<RequestParameter>? _fields;
    private string? _text;

    /// <summary>Takes a copy of the beginning of a body.</summary>
    /// <param name="body">What is there of it.</param>
    /// <param name="contentType">Its Content-Type.</param>
    public PatchedBody(ReadOnlySequence<byte> body, string? contentType)
    {
        _bytes = body.Slice(0, Math.Min(body.Length, Longest)).ToArray();
        _boundary = MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value
            : null;
    }

    /// <summary>Whether what is looked at is all that is ever looked at: the body may go on.</summary>
    public bool IsCut => _bytes.Length == Longest;

    /// <summary>As characters of one octet each. Of UTF-16 and UTF-32, in which XML may be, only the octets that say something are kept.</summary>
    public string Text => _text ??= Encoding.Latin1.GetString(_bytes).Replace("\0", "", StringComparison.Ordinal);

    /// <summary>The fields of a form.</summary>
    public List<RequestParameter> Fields => _fields ??= _boundary is { Length: > 0 } boundary
        ? ParameterList.ReadMultipart(_bytes, boundary)
        : ParameterList.Read(Encoding.Latin1.GetString(_bytes).AsMemory());
}
