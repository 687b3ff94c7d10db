namespace WebPublisher.Smtp.Learning;

/// <summary>What was taught cannot be read or kept.</summary>
/// <param name="message">The whole sentence.</param>
/// <param name="cause">What happened.</param>
public sealed class LearningException(string message, Exception? cause = null) : Exception(message, cause);
