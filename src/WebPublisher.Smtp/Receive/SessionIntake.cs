namespace WebPublisher.Smtp.Receive;

/// <summary>Whether new sessions are taken. One for the mail half, so that it outlives a reload of the policy. For any thread.</summary>
public sealed class SessionIntake
{
    private volatile bool _isClosed;

    /// <summary>Whether clients that connect are told to come again, by 421 instead of a greeting: they go on to another server then.</summary>
    public bool IsClosed
    {
        get => _isClosed;
        set => _isClosed = value;
    }
}
