namespace WebPublisher.Certificates;

/// <summary>The certificates of both sides of the publisher.</summary>
/// <param name="Public">What browsers see; trust its authority in the browser.</param>
/// <param name="FrontEnd">What the publisher sees of the front end; trust its authority under <c>trustedRoots</c>.</param>
public sealed record DevelopmentCertificateSet(DevelopmentCertificate Public, DevelopmentCertificate FrontEnd);
