namespace WebPublisher.EndToEnd.Tests.Webmail;

/// <summary>One request as the inner front end saw it: a line of nginx's log. An empty string stands for a field that was not sent.</summary>
internal sealed record FrontEndRequest(
    string Peer,
    string Scheme,
    string TlsVersion,
    string TlsCipher,
    string ServerName,
    string Protocol,
    string Method,
    string Target,
    string Host,
    int Status,
    string ForwardedFor,
    string ForwardedProto,
    string ForwardedHost,
    string Forwarded,
    string Via,
    string RealIp,
    string UserAgent,
    string Location);
