namespace WebPublisher.Web.Bridging.Http1;

/// <summary>What a front end sent is no answer that can be passed on safely. The message is for the log, not for the client.</summary>
/// <param name="message">What is wrong with it.</param>
internal sealed class InvalidResponseException(string message) : Exception(message);
