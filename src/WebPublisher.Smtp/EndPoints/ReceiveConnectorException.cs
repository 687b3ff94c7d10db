namespace WebPublisher.Smtp.EndPoints;

/// <summary>A receive connector cannot be served as its policy says; the message says where it is declared and why.</summary>
/// <param name="message">The whole sentence.</param>
/// <param name="cause">What the system reported.</param>
public sealed class ReceiveConnectorException(string message, Exception cause) : Exception(message, cause);
