namespace WebPublisher.Web.Bridging;

/// <summary>The front-end farms of a policy could not be put in force; those of the policy before still are.</summary>
/// <param name="message">What was wrong with them.</param>
/// <param name="innerException">What refused them.</param>
public sealed class FrontEndFarmsException(string message, Exception innerException) : Exception(message, innerException);
