namespace WebPublisher.Smtp.Directories;

/// <summary>A directory gave no answer, or one that says nothing about the address. Not that the address is unknown: that is an answer.</summary>
/// <param name="detail">Why, for the log.</param>
/// <param name="innerException">What the system reported.</param>
public sealed class DirectoryException(string detail, Exception? innerException = null) : IOException(detail, innerException)
{
    /// <summary>Whether the connection was lost, which a kept one may be without any fault of the server.</summary>
    public bool IsBroken { get; init; }
}
