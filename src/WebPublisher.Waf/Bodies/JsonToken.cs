namespace WebPublisher.Waf.Bodies;

/// <summary>A piece of JSON.</summary>
internal enum JsonToken
{
    BeginObject,
    EndObject,
    BeginArray,
    EndArray,
    Colon,
    Comma,
    String,
    Null,

    /// <summary>A number, true or false: its text is its value.</summary>
    Other,
}
