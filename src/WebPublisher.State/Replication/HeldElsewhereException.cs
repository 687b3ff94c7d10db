namespace WebPublisher.State.Replication;

/// <summary>Another node, or another command, decides on a held message just now.</summary>
/// <param name="message">What is told the operator.</param>
internal sealed class HeldElsewhereException(string message) : IOException(message);
