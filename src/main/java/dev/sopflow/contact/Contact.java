package dev.sopflow.contact;

import java.util.List;
import java.util.Map;

/**
 * A person as the house knows them; what is unknown is null or empty.
 *
 * @param owner the user name of their rep
 * @param zone time zone id
 * @param language BCP 47
 * @param region ISO 3166 country
 * @param email preferred e-mail address
 * @param phone preferred number, E.164
 */
public record Contact(
    long id,
    String fullName,
    String company,
    String positionTitle,
    PositionLevel positionLevel,
    String owner,
    String zone,
    String language,
    String region,
    String city,
    String email,
    String phone,
    String wecomId,
    String crmId,
    List<String> tags,
    Map<String, String> attributes) {}
