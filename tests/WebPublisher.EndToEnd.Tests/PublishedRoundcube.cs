using WebPublisher.EndToEnd.Tests.Machine;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>Roundcube, published behind the Core Rule Set.</summary>
public sealed class PublishedRoundcube() : PublishedWebmail("roundcube", Need.Webmail, "mail/", ("/mail/*", "profile: roundcube, waf: { mode: block, detectionParanoia: 2 }"));
