namespace WebPublisher.Smtp.Spool;

/// <summary>Content cannot be held or read back: the disk is full or failing, or the directory is gone. The client is told 452 4.3.1 and keeps the message.</summary>
/// <param name="message">What failed, for the log.</param>
/// <param name="innerException">What the system reported.</param>
public sealed class SpoolException(string message, Exception innerException) : IOException(message, innerException)
{
    // The numbers of errno that mean no more room: ENOSPC and EDQUOT.
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;

    /// <summary>Whether it is for want of room.</summary>
    public bool IsFull => InnerException?.HResult is NoSpaceLeft or QuotaExceeded;
}
