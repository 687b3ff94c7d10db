using WebPublisher.State.Replication;

namespace WebPublisher.State.Held;

/// <summary>
/// The right to decide on a held message. What nodes share belongs to one of them at a time; it is told the others before the right ends, and the right ends by itself when this
/// node fails to.
/// </summary>
public sealed class HeldClaim : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended;
    private readonly HeldClaims? _claims;
    private readonly string _token;

    /// <summary>The right to what no other node knows: it does not end.</summary>
    internal HeldClaim(HeldMessage? message) => (Message, _token, Reference, _ended) = (message, "", "", new CancellationTokenSource());

    /// <summary>The right to what nodes share.</summary>
    internal HeldClaim(HeldMessage? message, HeldClaims claims, string token, string reference, TimeSpan lasts, TimeProvider time) =>
        (Message, _claims, _token, Reference, _ended) = (message, claims, token, reference, new CancellationTokenSource(lasts, time));

    /// <summary>What the message is by now, on whichever node it was decided on before; null when it is gone.</summary>
    public HeldMessage? Message { get; }

    /// <summary>Cancelled when the right has ended: nothing more may be sent.</summary>
    public CancellationToken Ended => _ended.Token;

    internal string Reference { get; }

    /// <summary>Tells the other nodes what has become of the message, and gives the right back.</summary>
    public async ValueTask DisposeAsync()
    {
        await (_claims?.EndAsync(Reference, _token) ?? Task.CompletedTask);
        _ended.Dispose();
    }
}
