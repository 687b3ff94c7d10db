using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace WebPublisher.Demo.FrontEnd;

/// <summary>Reads the webmail's forms, within limits, and compares their tokens.</summary>
public static class WebmailForms
{
    private static readonly FormOptions Limits = new()
    {
        ValueCountLimit = 16,
        KeyLengthLimit = 64,
        ValueLengthLimit = 4 * Mailbox.MaximumText,
        MultipartBodyLengthLimit = WebmailFrontEnd.MaximumRequestBody,
    };

    /// <summary>Reads the form of a request.</summary>
    /// <exception cref="BadHttpRequestException">There is no form, or it is beyond the limits.</exception>
    public static async Task<IFormCollection> ReadAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
        {
            throw new BadHttpRequestException("A form was expected.", StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            return await http.Request.ReadFormAsync(Limits, http.RequestAborted);
        }
        catch (InvalidDataException beyond)
        {
            throw new BadHttpRequestException("The form is beyond its limits.", StatusCodes.Status413PayloadTooLarge, beyond);
        }
    }

    /// <summary>Whether two tokens are there and equal; takes the same time wherever they differ.</summary>
    public static bool SameToken(string? one, string? other) => !string.IsNullOrEmpty(one) && !string.IsNullOrEmpty(other)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
