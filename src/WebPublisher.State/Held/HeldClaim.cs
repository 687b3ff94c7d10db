using WebPublisher.State.Replication;

namespace WebPublisher.State.Held;

/// <summary>
/// The right to decide on a held message. What nodes share belongs to one of them at a time; it is told the others before the right ends, and the right ends by itself when this
/// node fails to.
/// </summary>
public sealed class HeldClaim : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly HeldClaims? _claims;
    private readonly string _token;

    internal HeldClaim(HeldMessage? message, HeldClaims? claims = null, string token = "", string reference = "", TimeSpan? lasts = null)
    {
        (Message, _claims, _token, Reference) = (message, claims, token, reference);
        if (lasts is { } time)
        {
            _ended.CancelAfter(time);
        }
    }

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
