namespace WebPublisher.State;

/// <summary>State cannot be read or kept: the file is damaged, of a newer version or not ours to open, the disk is full, or too much waits to be written.</summary>
/// <param name="message">What is wrong, for the operator.</param>
/// <param name="innerException">What led to it, or null.</param>
public sealed class StateException(string message, Exception? innerException = null) : IOException(message, innerException);
