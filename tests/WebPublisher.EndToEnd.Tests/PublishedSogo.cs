using WebPublisher.EndToEnd.Tests.Machine;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>SOGo, published behind the Core Rule Set: its web interface, CalDAV and CardDAV, ActiveSync.</summary>
public sealed class PublishedSogo() : PublishedWebmail("sogo", Need.Groupware, "SOGo/", ("/SOGo/*, /SOGo.woa/*, /Microsoft-Server-ActiveSync/*, /.well-known/*", "profile: sogo, waf: { mode: block, detectionParanoia: 2 }"));
