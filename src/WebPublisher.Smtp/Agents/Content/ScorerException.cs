namespace WebPublisher.Smtp.Agents.Content;

/// <summary>Another filter could not be asked, or gave no answer that can be understood.</summary>
/// <param name="message">The whole sentence.</param>
/// <param name="cause">What happened.</param>
public sealed class ScorerException(string message, Exception? cause = null) : Exception(message, cause);
