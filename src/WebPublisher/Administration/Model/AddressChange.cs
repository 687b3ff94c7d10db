namespace WebPublisher.Administration.Model;

/// <summary>The body of <c>POST /api/addresses/add</c> and <c>/api/addresses/remove</c>.</summary>
/// <param name="List"><c>block</c> or <c>allow</c>; not for removal.</param>
/// <param name="Addresses">An address, a network or a range.</param>
/// <param name="Expires">When it ends; null for never.</param>
/// <param name="Comment">Why.</param>
internal sealed record AddressChange(
    string? List,
    string Addresses,
    DateTimeOffset? Expires,
    string? Comment);
