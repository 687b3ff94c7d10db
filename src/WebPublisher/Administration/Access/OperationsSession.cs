namespace WebPublisher.Administration.Access;

/// <summary>A login of a browser.</summary>
/// <param name="Token">The name of the token it was begun with.</param>
/// <param name="Hash">SHA-256 of that token: with another token of the same name it ends.</param>
/// <param name="Ends">When it ends.</param>
internal sealed record OperationsSession(string Token, ReadOnlyMemory<byte> Hash, DateTimeOffset Ends);
