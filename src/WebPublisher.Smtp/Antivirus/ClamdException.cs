namespace WebPublisher.Smtp.Antivirus;

/// <summary>clamd could not be asked, or gave no answer that can be understood.</summary>
/// <param name="message">The whole sentence.</param>
/// <param name="cause">What happened.</param>
public sealed class ClamdException(string message, Exception? cause = null) : Exception(message, cause);
