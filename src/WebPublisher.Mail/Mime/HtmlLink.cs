namespace WebPublisher.Mail.Mime;

/// <summary>Something in HTML that leads elsewhere.</summary>
/// <param name="Element">The element, in lower case: a, area, form or img.</param>
/// <param name="Target">The address as it stands in the source, character references resolved; at most 2,048 characters.</param>
/// <param name="Text">What a reader shows for it: the text within a link, or the alternative text of a picture; at most 512 characters.</param>
public sealed record HtmlLink(string Element, string Target, string Text);
