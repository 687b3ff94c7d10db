using WebPublisher.EndToEnd.Tests.Machine;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>SOGo, published: its web interface, CalDAV and CardDAV, ActiveSync.</summary>
public sealed class PublishedSogo() : PublishedWebmail("sogo", Need.Groupware, "SOGo/", ("/SOGo/*, /SOGo.woa/*, /Microsoft-Server-ActiveSync/*, /.well-known/*", "profile: sogo"));
