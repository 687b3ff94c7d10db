using WebPublisher.Administration.Entries;

namespace WebPublisher.Administration.Model;

/// <summary><c>GET /api/held/{id}</c>: a held message and what is in it.</summary>
/// <param name="Message">What the index has of it.</param>
/// <param name="Content">What is in it; null when that cannot be shown.</param>
/// <param name="Problem">Why not.</param>
internal sealed record HeldDetail(
    HeldEntry Message,
    HeldContent? Content,
    string? Problem);
