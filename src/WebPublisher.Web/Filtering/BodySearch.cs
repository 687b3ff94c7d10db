using WebPublisher.Policy.Filtering;

namespace WebPublisher.Web.Filtering;

/// <summary>Looks for signatures in a request's body that comes in pieces: as it is and, where it is a form, with its percent-escapes decoded.</summary>
/// <param name="signatures">What is looked for.</param>
/// <param name="isForm">Whether the body is <c>application/x-www-form-urlencoded</c>.</param>
internal sealed class BodySearch(SignatureSet signatures, bool isForm)
{
    private const int PieceSize = 4096;

    private readonly byte[]? _decoded = isForm ? new byte[PieceSize] : null;
    private SignatureScan _plain = new(signatures);
    private SignatureScan _form = new(signatures);
    private int _kept;

    /// <summary>Whether nothing can be found any more.</summary>
    public bool IsOver => _plain.IsOver && (_decoded is null || _form.IsOver);

    /// <summary>Looks through the next piece.</summary>
    /// <returns>The first signature found, or null.</returns>
    public Signature? Find(ReadOnlySpan<byte> piece)
    {
        var found = _plain.Find(piece);
        Span<byte> begun = stackalloc byte[PercentDecoding.LongestEscape];
        while (found is null && _decoded is not null && !piece.IsEmpty && !_form.IsOver)
        {
            // An escape may begin in one piece and end in the next: what may be its beginning is kept.
            var taken = Math.Min(piece.Length, PieceSize - _kept);
            piece[..taken].CopyTo(_decoded.AsSpan(_kept));
            piece = piece[taken..];
            var escaped = _decoded.AsSpan(0, _kept + taken);
            _kept = PercentDecoding.Incomplete(escaped);
            escaped[^_kept..].CopyTo(begun);
            found = _form.Find(_decoded.AsSpan(0, PercentDecoding.Decode(escaped[..^_kept], _decoded)));
            begun[.._kept].CopyTo(_decoded);
        }

        return found;
    }
}
