# bin/setenv.sh: Tomcat logs through Log4j 2, and so does what uses java.util.logging.
#
# In $CATALINA_BASE/log4j/lib:  log4j-api, log4j-core, log4j-appserver, log4j-jul
#                               and tomcat-hangup-VERSION-log4j2.jar
# In $CATALINA_BASE/log4j/conf: log4j2-tomcat.xml
# In $CATALINA_BASE/lib:        tomcat-hangup-VERSION.jar, as ever
CLASSPATH="$CATALINA_BASE/log4j/lib/*:$CATALINA_BASE/log4j/conf"
LOGGING_MANAGER="-Djava.util.logging.manager=org.apache.logging.log4j.jul.LogManager"
# Log4j warns once that there is no configuration: log4j-jul comes first, and log4j-appserver brings it.
