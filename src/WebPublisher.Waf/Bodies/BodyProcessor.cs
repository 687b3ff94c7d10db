namespace WebPublisher.Waf.Bodies;

/// <summary>How a request body is read: ModSecurity's <c>REQBODY_PROCESSOR</c>.</summary>
public enum BodyProcessor
{
    /// <summary>It is not looked into, but for <c>REQUEST_BODY</c> where rules force that.</summary>
    None,

    /// <summary>HTML forms, <c>URLENCODED</c>.</summary>
    UrlEncoded,

    /// <summary>HTML forms with files, <c>MULTIPART</c>.</summary>
    Multipart,

    /// <summary><c>JSON</c>.</summary>
    Json,

    /// <summary><c>XML</c>.</summary>
    Xml,

    /// <summary>One that rules name and nobody knows: an error of the body.</summary>
    Unknown,
}
