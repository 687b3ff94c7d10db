using WebPublisher.EndToEnd.Tests.Machine;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>Roundcube, published.</summary>
public sealed class PublishedRoundcube() : PublishedWebmail("roundcube", Need.Webmail, "mail/", ("/mail/*", "profile: roundcube"));
